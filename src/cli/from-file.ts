import { AppError } from '../domain/index.ts';

/** What `read` makes of a file; whatever goes wrong with it names the path. @throws AppError. */
export const fromFile = async <Result>(path: string, read: () => Promise<Result>): Promise<Result> => {
  try {
    return await read();
  } catch (cause) {
    if (cause instanceof AppError) throw new AppError(`${path}: ${cause.message}`, { cause });
    const { code } = cause as NodeJS.ErrnoException;
    if (code === undefined) throw cause;
    throw new AppError(`cannot read ${path} (${code})`, { cause });
  }
};
