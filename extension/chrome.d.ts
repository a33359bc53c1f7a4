/** Of the browser's extension interface, the part used here. */
declare namespace chrome.runtime {
  const id: string;
  /** Rejects when nobody listens, which is also so after the extension was updated or removed. */
  function sendMessage(message: Question): Promise<unknown>;
  const onMessage: {
    addListener(
      /** Returning `true` keeps `respond` open for later. */
      listener: (message: unknown, sender: { id?: string }, respond: (reply: Reply) => void) => boolean,
    ): void;
  };
}
