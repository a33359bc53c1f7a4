const STRONG =
  /\b(?:ignore|disregard|forget|override)\s{1,4}(?:all\s{1,4}|any\s{1,4}|the\s{1,4}|your\s{1,4}|these\s{1,4}|every\s{1,4}){0,3}(?:previous|prior|above|earlier|preceding|instructions?|rules|rubric|guidelines)\b|\b(?:do not|don't|never)\s{1,4}(?:flag|report|mention)\b|\b(?:note|message|instructions?|memo)\s{1,4}(?:to|for)\s{1,4}(?:the\s{1,4}|any\s{1,4}|all\s{1,4}|ai\s{1,4}|automated\s{1,4}|code\s{1,4}){0,3}(?:reviewers?|assistants?|models?|llms?|scanners?|ai)\b|\bsubmit_review\b|\bcontentRisk\b|\b(?:pre-?approved|already (?:approved|reviewed)|previously (?:approved|reviewed)|approved by (?:the )?(?:security|reviewer|previous|maintainer))\b|\b(?:as an ai|ai (?:reviewer|assistant|model)|language model|system prompt|you are now)\b/i;

/** Whether a line plainly speaks to whoever reviews it. What is encoded or in another language is not seen. */
export const addressesReviewer = (line: string): boolean => STRONG.test(line.slice(0, 4_000));
