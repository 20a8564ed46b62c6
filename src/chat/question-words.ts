const greeting = /^(?:(?:hey|hi|hello|yo|ok|okay|so|and|wait|please|pls)[\s,!:.]+)*/iu

/** The beginning of a question: "what's …", "could you …". An exclamation ("what a day") is not one. */
const opening =
  /^(?:what(?! an? (?!\p{L}+ is\b))|whats|who|why|how|where|which|explain|define|describe|compare|differences?|tell me|remind me|(?:can|could|would) (?:you|some\w*|any\w*))(?!\p{L})/iu

const comparing = /\s(?:vs\.?|versus)\s/i
const mark = /[?？؟](?=[\s!?.)"”’]|$)/u

/** Whether the words are a question. */
export const isQuestion = (words: string): boolean =>
  mark.test(words) || opening.test(words.replace(greeting, '')) || comparing.test(words)
