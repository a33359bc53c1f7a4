import { AppError, UsageError } from '../domain/index.ts';
import type { Embedded, Embedder } from './embedder.ts';
import { type EndpointOptions, embeddingsEndpoint, TextRefused } from './embeddings-endpoint.ts';

export interface HostedOptions extends Omit<EndpointOptions, 'model' | 'baseUrl'> {
  readonly model?: string | null;
  readonly baseUrl?: string | null;
  /**
   * Longest text sent, in UTF-16 code units; the rest is left out and the answer says so. Default 20,000: about 8,000
   * tokens of code.
   */
  readonly maxChars?: number;
  /** Texts in one request; default 32. */
  readonly batch?: number;
  /** Length that the vectors of this model had before; null while none are kept. Another length is an error. */
  readonly dimensions?: number | null;
}

const DEFAULT_BASE_URL = 'https://api.openai.com/v1';
const DEFAULT_MODEL = 'text-embedding-3-small';
/** A service counts tokens, and a text of rare characters has several for each: then this part of it is tried. */
const SHORTENED = 1 / 16;

/** The names hosted vectors are kept under: the endpoint without credentials or query, and the model id. */
export const hostedSpace = ({ baseUrl, model }: Pick<HostedOptions, 'baseUrl' | 'model'>) => {
  const { origin, pathname } = new URL(baseUrl ?? DEFAULT_BASE_URL);
  return { provider: `${origin}${pathname.replace(/\/+$/, '')}`, model: model ?? DEFAULT_MODEL };
};

/**
 * Vectors from an OpenAI-compatible `POST {base}/embeddings`. Sends the model's name and the texts, and nothing else. A
 * text that the service refuses even when shortened is answered with `refused`, once the service has shown that it
 * takes others. Failures of the moment are tried again (`EndpointOptions`).
 *
 * @throws RangeError for an option out of range, UsageError for a key or an address that cannot be sent; by `embed` an
 * AppError, retryable where the service failed or was overloaded to the last try, otherwise where it refuses the key or
 * the model, or answers anything but one vector of one length for each text.
 */
export const hostedEmbedder = (options: HostedOptions): Embedder => {
  const { maxChars = 20_000, batch = 32 } = options;
  for (const [name, value] of Object.entries({ maxChars, batch })) {
    if (!Number.isSafeInteger(value) || value < 1)
      throw new RangeError(`${name} must be a positive integer, got ${value}`);
  }
  checkSecrets(options);
  const { model } = hostedSpace(options);
  const ask = embeddingsEndpoint({ ...options, model, baseUrl: options.baseUrl ?? DEFAULT_BASE_URL });
  let dimensions = options.dimensions ?? null;

  const vectorsOf = async (texts: readonly string[], signal?: AbortSignal): Promise<readonly Float32Array[]> => {
    const vectors = await ask(texts, signal);
    for (const { length } of vectors) {
      dimensions ??= length;
      if (length !== dimensions) {
        throw new AppError(
          `the embedding model ${model} answered ${length} numbers where its other vectors have ${dimensions}: ` +
            'it is not the model it was',
        );
      }
    }
    return vectors;
  };

  const embedEach = async (texts: readonly string[], signal?: AbortSignal): Promise<readonly Embedded[]> => {
    const sent = texts.map((text) => headOf(text, maxChars));
    try {
      const vectors = await vectorsOf(sent, signal);
      return vectors.map((vector, index) => answered(vector, sent[index] ?? '', texts[index] ?? ''));
    } catch (error) {
      if (!(error instanceof TextRefused)) throw error;
      if (texts.length === 1) return [await embedShortened(texts[0] ?? '', error, signal)];
      const middle = texts.length >> 1;
      return [...(await embedEach(texts.slice(0, middle), signal)), ...(await embedEach(texts.slice(middle), signal))];
    }
  };

  const embedShortened = async (text: string, refusal: TextRefused, signal?: AbortSignal): Promise<Embedded> => {
    const short = headOf(text, Math.max(1, Math.floor(maxChars * SHORTENED)));
    for (const attempt of [short, PLAIN]) {
      try {
        const [vector] = await vectorsOf([attempt], signal);
        if (vector === undefined) throw refusal;
        return attempt === PLAIN ? { kind: 'none', reason: 'refused' } : answered(vector, short, text);
      } catch (error) {
        if (!(error instanceof TextRefused)) throw error;
      }
    }
    throw refusal;
  };

  return {
    provider: hostedSpace(options).provider,
    model,
    async embed(texts, signal) {
      const embedded: Embedded[] = [];
      for (let start = 0; start < texts.length; start += batch) {
        embedded.push(...(await embedEach(texts.slice(start, start + batch), signal)));
      }
      return embedded;
    },
  };
};

/** What `fetch` refuses it repeats in its error, so nothing of the kind gets that far. */
const checkSecrets = ({ apiKey, baseUrl }: HostedOptions): void => {
  if (!/^[\x21-\x7e]+$/.test(apiKey)) throw new UsageError('EMBEDDINGS_API_KEY has characters that no key has');
  const { username, password } = new URL(baseUrl ?? DEFAULT_BASE_URL);
  if (username !== '' || password !== '') {
    throw new UsageError('EMBEDDINGS_BASE_URL has a user or a password: only EMBEDDINGS_API_KEY is sent');
  }
};

/** A text nobody refuses: if this is refused too, it is the request that is wrong. */
const PLAIN = '+hello\n';

const answered = (vector: Float32Array, sent: string, text: string): Embedded => ({
  kind: 'vector',
  vector,
  chars: sent.length,
  truncated: sent.length < text.length,
});

/** The first so many code units, and no half of a pair at the end. */
const headOf = (text: string, chars: number): string => {
  if (text.length <= chars) return text;
  const last = text.charCodeAt(chars - 1);
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? chars - 1 : chars);
};
