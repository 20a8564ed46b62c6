/** An answer that can't be read: too large, of another type, a wrong redirect, or a document above its bounds. */
export class BadAnswer extends Error {
  constructor(why: string) {
    super(why)
    this.name = 'BadAnswer'
  }
}
