/** Code that is taken out by lines around it, so that the diff shows it as unchanged. */
export const COMMENTED_OUT = {
  id: 'code-commented-out',
  severity: 'medium',
  cwe: 693,
  message: 'The lines between here and the end of the comment look unchanged, but no longer run.',
} as const;
