const question =
  /^(?:what(?:['’]s| is)|(?:what|which) polls are) open(?: here| in (?:this channel|the channel (?:that )?i(?:['’]m| am) looking at))?[\s?？]*$/i

/** Whether words ask which polls are open in the channel. */
export const asksWhatIsOpen = (words: string): boolean => question.test(words)
