import { describe, expect, it } from 'vitest';
import { CIRCUIT_CONFIG, trustConfig } from './config.ts';

describe('the configuration of pairs', () => {
  it('has its defaults', () => {
    expect(trustConfig()).toEqual({
      threshold: 0.3,
      halfLifeSeconds: 86_400,
      alphaPrior: 1,
      betaPrior: 1,
      successWeight: 1,
      failureWeight: 1,
      partialAlphaWeight: 0.5,
      partialBetaWeight: 0.5,
      recoveryCooldownSeconds: null,
      alphaMax: null,
    });
    expect(CIRCUIT_CONFIG).toMatchObject({ threshold: 0.3, recoveryCooldownSeconds: 86_400, alphaMax: 20 });
  });

  const INFINITE = Number.POSITIVE_INFINITY;
  const weights = ['successWeight', 'failureWeight', 'partialAlphaWeight', 'partialBetaWeight'] as const;
  it.each<[string, number]>([
    ...[0, 1, 1.5, -0.1, Number.NaN].map((value): [string, number] => ['threshold', value]),
    ...[0, -1, Number.NaN].map((value): [string, number] => ['halfLifeSeconds', value]),
    ...[0, -1, Number.NaN].map((value): [string, number] => ['recoveryCooldownSeconds', value]),
    ...[0, -1, 0.999, Number.NaN, INFINITE].map((value): [string, number] => ['alphaMax', value]),
    ...['alphaPrior', 'betaPrior'].flatMap((name) =>
      [0, -1, Number.NaN, INFINITE].map((value): [string, number] => [name, value]),
    ),
    ...weights.flatMap((name) =>
      [-0.5, Number.NaN, INFINITE, -INFINITE].map((value): [string, number] => [name, value]),
    ),
  ])('refuses %s %f', (name, value) => {
    expect(() => trustConfig({ [name]: value })).toThrow(new RegExp(`^${name} must be .+, got ${value}$`));
    expect(() => trustConfig({ [name]: value })).toThrow(RangeError);
  });

  it('says what a threshold must be', () => {
    expect(() => trustConfig({ threshold: 1.5 })).toThrow('threshold must be in (0, 1), got 1.5');
  });

  it.each([
    { alphaMax: 1 },
    { alphaPrior: 3, alphaMax: 3 },
    { halfLifeSeconds: INFINITE },
    { successWeight: 0 },
    { recoveryCooldownSeconds: 0.001 },
  ])('takes %o', (options) => {
    expect(trustConfig(options)).toMatchObject(options);
  });

  it('wants a cap no lower than its prior', () => {
    expect(() => trustConfig({ alphaPrior: 3, alphaMax: 2 })).toThrow(/at least alphaPrior \(3\)/);
  });
});
