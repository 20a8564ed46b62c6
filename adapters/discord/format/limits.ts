/** Discord's limits, from its documentation of messages, components and application commands (API v10). */
export const limits = {
  /** Characters of all text displays of a message together. */
  text: 4000,
  /** Components of a message, including nested ones. */
  components: 40,
  /** Lines of text with a button of their own, so that the controls below them have room, too. */
  lines: 8,
  buttonsPerRow: 5,
  buttonLabel: 80,
  customId: 100,
  selectOptions: 25,
  selectLabel: 100,
  /** Alt text of a picture. */
  description: 1024,
  modalTitle: 45,
  modalParts: 5,
  fieldLabel: 45,
  fieldDescription: 100,
  textInput: 4000,
  placeholder: 100,
  radioOptions: 10,
  threadName: 100,
  /** Tags of one post in a forum. */
  postTags: 5,
  eventName: 100,
  eventLocation: 100,
  eventDescription: 1000,
  /** Bytes of an event's cover. Our own: Discord's limit is higher. */
  eventCover: 1_000_000,
  nonce: 25,
  /** Messages or threads per request. */
  page: 100,
  suggestions: 25,
  suggestionName: 100,
  suggestionValue: 100,
  commandDescription: 100,
  optionDescription: 100,
  optionLength: 6000,
  /**
   * Characters of the names and values of an option's choices, over which they are suggested instead. Our own: all texts of a
   * command together may have 8000, and suggestions don't count.
   */
  choiceTexts: 40,
} as const
