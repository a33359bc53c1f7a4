/** Whether the host is this very machine by its name or literal address: `localhost`, 127.0.0.0/8 or `[::1]`. */
export const isLoopback = ({ hostname }: URL): boolean =>
  hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(hostname);
