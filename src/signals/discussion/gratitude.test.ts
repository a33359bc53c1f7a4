import { describe, expect, it } from 'vitest';
import { courtesyOf, gratitudeOf } from './gratitude.ts';

describe('gratitudeOf', () => {
  it.each([
    ['', 0],
    ['orchestrator worker', 0],
    ['thank you', 2],
    ['THANK YOU, thank you', 4],
    ['thanks again', 1.5],
    ['I appreciate your help', 1.5],
    ['grateful for the handoff', 1.5],
    ['Happy to help!', 1],
    ['you are welcome', 1],
    ['thank you orchestrator worker', 3],
    ['thank you orchestrator', 2],
    ['thanks, gracias', 0],
  ])('gives %j %s', (text, score) => {
    expect(gratitudeOf(text)).toBe(score);
  });

  it('gives one there and back in which each phrase stands once, with both parties named, 9.5', () => {
    const there = 'orchestrator: thank you, I appreciate your help with the run';
    const back = 'worker: thanks again, grateful for the handoff; you are welcome, happy to help';
    expect(gratitudeOf(`${there}\n${back}`)).toBe(9.5);
  });
});

describe('courtesyOf', () => {
  it.each([
    ['LGTM', 1],
    ['Looks good to me, ship it!', 2],
    ['LGTM, thank you!', 3],
    ['Approved 👍', 2],
    ['+1', 1],
    ['+10 lines', 0],
    ['thanks', 0.5],
    ['thanks again', 1.5],
    ['I appreciate it', 1],
    ['I appreciate your help', 1.5],
    ['disapproved', 0],
    ['party', 0],
    ['Sieht gut aus, danke!', 2],
    ['看起来不错，谢谢', 2],
    ['ありがとうございます', 1],
    ['Спасибо, одобрено', 2],
    ['rename the field', 0],
  ])('gives %j %s', (text, score) => {
    expect(courtesyOf(text)).toBe(score);
  });
});
