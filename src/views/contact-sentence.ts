/** " Questions about your data: …", to follow another sentence; empty if the operator names nobody. */
export const contactSentence = (contact: string | undefined): string =>
  contact === undefined ? '' : ` Questions about your data: ${contact}`
