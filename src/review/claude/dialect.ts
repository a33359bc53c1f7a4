import type Anthropic from '@anthropic-ai/sdk';

/** What a model takes of the ways to make it call a tool; `request` writes a request in it. */
export interface Dialect {
  /** Whether `tool_choice` may name a tool, or demand any. Where not, the prompt alone demands the call. */
  readonly forced: boolean;
  /** Sent as it is; absent where the field must not be sent. */
  readonly thinking?: Anthropic.ThinkingConfigParam;
  /** Sent as `output_config.effort`; absent for the model's own default. */
  readonly effort?: 'low' | 'medium' | 'high' | 'xhigh' | 'max';
}

/** The model that is asked where none is configured. */
export const DEFAULT_MODEL = 'claude-sonnet-5-5';

const AUTO: Dialect = { forced: false };
const FORCED: Dialect = { forced: true };
const FORCED_UNTHINKING: Dialect = { forced: true, thinking: { type: 'disabled' } };

/** First match wins; the id without its date. */
const DIALECTS: readonly (readonly [RegExp, Dialect])[] = [
  [/^stand-in-auto-/, AUTO],
  [/^stand-in-/, FORCED],
  [/^claude-(?:haiku-5-5|sonnet-5|opus-5)$/, FORCED_UNTHINKING],
  [/^claude-(?:opus|sonnet|haiku)-4(?:-\d)?$/, FORCED],
];

/** An id without the date or `-latest` behind it: what names the model, whichever snapshot. */
export const undated = (id: string): string => id.replace(/-(?:\d{8}|latest)$/, '');

/**
 * What the model of this id takes. Models that always think answer a forced tool with status 400, so a tool is forced
 * only where that is known to be taken; every id that is not known gets the way that all of them take.
 * Source: Anthropic's documentation of tool use and thinking, autumn 2026.
 */
export const dialectOf = (id: string): Dialect => DIALECTS.find(([pattern]) => pattern.test(undated(id)))?.[1] ?? AUTO;
