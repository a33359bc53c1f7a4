/**
 * From the text of a diff to a vector whose angle to another's says how alike the two are. Two embedders of one shape
 * (`embedder.ts`, read that first): one on this machine that goes by words, and one that asks an OpenAI-compatible
 * endpoint. A text is the diff's added and deleted lines, each behind its `+` or `-`; nothing else ever gets here, so
 * nothing else can be sent out. Vectors of two models are never comparable: whoever keeps them keeps both names.
 */
export type { Embedded, Embedder } from './embedder.ts';
export { type HostedOptions, hostedEmbedder, hostedSpace } from './hosted-embedder.ts';
export { type LexicalOptions, LOCAL_PROVIDER, lexicalEmbedder } from './lexical-embedder.ts';
export { type FrequencyCount, frequenciesIn, frequencyCount, type WordFrequencies } from './word-frequencies.ts';
