/** Slack's limits, from its documentation of blocks, views and methods: characters, unless a name counts things. */
export const limits = {
  /** Characters of all blocks of a message together: Slack answers msg_blocks_too_long a little above 13,000. */
  blocks: 12_500,
  /** The top-level text of a message, for notifications and screen readers. */
  text: 700,
  /** Characters in all cells of a table. */
  table: 10_000,
  /** Without the header of a data table. */
  tableRows: 100,
  tableColumns: 20,
  /** Our own: the rows of a data table that are shown at once. */
  tablePage: 10,
  /** Texts of a card, with their markup. */
  cardTitle: 150,
  cardSubtitle: 150,
  cardBody: 200,
  header: 150,
  /** One text of a section. */
  section: 3000,
  /** Our own for small print; Slack documents no limit. */
  context: 1000,
  alt: 2000,
  buttonText: 75,
  /** Read by screen readers instead of the text. */
  buttonName: 75,
  buttonValue: 2000,
  actions: 25,
  placeholder: 150,
  options: 100,
  optionText: 75,
  optionValue: 150,
  radioOptions: 10,
  viewTitle: 24,
  viewBlocks: 100,
  /** Characters of all blocks of a view together: our own, since Slack refuses what is above 250 kB. */
  view: 100_000,
  messageBlocks: 50,
  metadata: 3000,
  input: 3000,
  label: 2000,
  fileTitle: 200,
  /** Our own: Slack documents no limit, and shows only the first few words. */
  bookmarkTitle: 100,
} as const
