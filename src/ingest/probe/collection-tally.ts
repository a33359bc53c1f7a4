import type { StreamEvent } from '../../domain/index.ts';
import { decode, KNOWN_COLLECTIONS } from '../decode.ts';
import { BoundedCounts, type Counted } from './bounded-counts.ts';
import { type Field, fieldsOf } from './field-shapes.ts';

/** What was seen of one collection. */
export interface CollectionReport {
  readonly collection: string;
  /** Whether its records are read. */
  readonly known: boolean;
  readonly create: number;
  readonly update: number;
  readonly delete: number;
  /** How many of its events told their commit's revision, and how many the record's CID. */
  readonly withRev: number;
  readonly withCid: number;
  /** Each set of top-level fields. */
  readonly shapes: readonly Counted[];
  /** In how many records each field held which kind of value: `target.repo:did`, `delete:null`. */
  readonly fields: readonly Counted[];
  /** How times are written: `createdAt: offset`. */
  readonly times: readonly Counted[];
  /** What the records would be rejected for. */
  readonly rejected: readonly Counted[];
}

const MOST_SHAPES = 50;
const MOST_FIELDS = 300;

/** Counts the events of one collection, in bounded memory. */
export class CollectionTally {
  readonly #collection: string;
  readonly #operations = { create: 0, update: 0, delete: 0 };
  readonly #with = { rev: 0, cid: 0 };
  readonly #shapes = new BoundedCounts(MOST_SHAPES);
  readonly #fields = new BoundedCounts(MOST_FIELDS);
  readonly #times = new BoundedCounts(MOST_SHAPES);
  readonly #rejected = new BoundedCounts(MOST_SHAPES);

  constructor(collection: string) {
    this.#collection = collection;
  }

  add(event: StreamEvent): void {
    this.#operations[event.operation] += 1;
    if (event.rev !== null) this.#with.rev += 1;
    if (event.cid !== null) this.#with.cid += 1;
    const { rejection } = decode(event);
    if (rejection !== null) this.#rejected.add(rejection);
    if (event.record === null) return;
    const record: unknown = JSON.parse(event.record);
    const fields = Object(record) as Readonly<Record<string, unknown>>;
    this.#shapes.add(Object.keys(fields).sort().join(' '));
    if (fields.$type !== this.#collection)
      this.#fields.add(`$type:${fields.$type === undefined ? 'absent' : 'foreign'}`);
    this.#addFields(fieldsOf(record));
  }

  #addFields(all: readonly Field[]): void {
    const fields = all.filter(({ path }) => path !== '$type');
    for (const what of new Set(fields.map(({ path, type }) => `${path}:${type}`))) this.#fields.add(what);
    for (const { path, format } of fields) if (format !== null) this.#times.add(`${path}: ${format}`);
  }

  report(): CollectionReport {
    return {
      collection: this.#collection,
      known: KNOWN_COLLECTIONS.includes(this.#collection),
      ...this.#operations,
      withRev: this.#with.rev,
      withCid: this.#with.cid,
      shapes: this.#shapes.list(),
      fields: this.#fields.list(),
      times: this.#times.list(),
      rejected: this.#rejected.list(),
    };
  }
}
