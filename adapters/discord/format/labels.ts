/** The words only Discord shows; everything else people read comes from the views and commands. */
export const labels = {
  /** The entry of a message's menu. */
  placeThisPaper: 'Place this paper',
  /** The description of `/grid`. */
  grid: 'Place papers on a 3×3 grid together',
  /** Below a part of a form. */
  nextPart: 'More questions…',
  /** Below what is wrong with a form. */
  fixForm: 'Mend it…',
  /** A thread's name if its title is empty. */
  untitledThread: 'Discussion',
  /** A link after its own address: Discord doesn't mask one with the other. */
  open: 'open',
} as const
