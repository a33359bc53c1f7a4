import type { MessageRequest } from '../wire/request.ts';

/** One call of a tool. */
export interface Call {
  readonly name: string;
  readonly input: Readonly<Record<string, unknown>>;
}

/** What a model says to one request: text, calls, or both. Something of it is there. */
export interface Answer {
  readonly text: string | null;
  readonly calls: readonly Call[];
}

/** A model: a pure function of the request. */
export type StandInModel = (request: MessageRequest) => Answer;
