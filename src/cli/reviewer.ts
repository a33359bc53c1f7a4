import { createHash } from 'node:crypto';
import type { Config } from '../config/index.ts';
import { UsageError } from '../domain/index.ts';
import {
  anthropicModel,
  DEFAULT_MODEL,
  type Journal,
  type ModelReply,
  openReviewer,
  PROMPT_HASH,
  type Reviewer,
  type ServiceOptions,
} from '../review/index.ts';
import { reviewStore, type Store } from '../store/index.ts';
import { note } from './output.ts';
import { nowUs } from './surroundings.ts';

type ReviewSettings = Pick<Config, 'anthropic' | 'reviewBudget'>;

/** Who reviews in this configuration; null where nobody does. */
export const reviewerName = ({ anthropic }: Pick<Config, 'anthropic'>) =>
  anthropic.apiKey === null ? null : { model: anthropic.model ?? DEFAULT_MODEL, promptHash: PROMPT_HASH };

/** Where and with which key the Messages API is asked. @throws UsageError without a key, and for one that no request can carry. */
export const serviceOf = ({ apiKey, baseUrl }: Config['anthropic']): ServiceOptions => {
  if (apiKey === null) throw new UsageError('ANTHROPIC_API_KEY is not set: there is nobody to review');
  if (!/^[\x21-\x7e]+$/.test(apiKey)) throw new UsageError('ANTHROPIC_API_KEY has characters that no key has');
  return { apiKey, ...(baseUrl === null ? {} : { baseUrl }) };
};

/** The configured model. @throws UsageError as `serviceOf`. */
export const modelOf = (
  anthropic: Config['anthropic'],
  limits: Pick<ServiceOptions, 'maxRetries' | 'deadlineMs'> = {},
) => anthropicModel({ ...serviceOf(anthropic), ...limits, id: anthropic.model ?? DEFAULT_MODEL });

/** The configured reviewer; null without a key. What it plants beside a change depends on the key, which nobody knows. */
export const reviewerWith = ({ anthropic, reviewBudget }: ReviewSettings, journal: Journal): Reviewer | null =>
  anthropic.apiKey === null
    ? null
    : openReviewer({
        model: modelOf(anthropic),
        journal,
        budget: reviewBudget,
        onFault: (thrown) =>
          note(
            `a review broke here, and counts as unreadable: ${thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown)}`,
          ),
        secret: createHash('sha256').update(`planted dangers ${anthropic.apiKey}`).digest('hex'),
      });

/** What reviewing reads and writes of the database. */
export const reviewRecords = (store: Store) => reviewStore<ModelReply>(store, nowUs);
