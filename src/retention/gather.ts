/**
 * Does work for many at once: those that are added while it runs wait for the next run, which is for all of them.
 *
 * @param work One run at a time.
 * @returns a function that adds one, and resolves or rejects as the run does that it is part of.
 */
export function createGatherer<One>(work: (all: ReadonlySet<One>) => Promise<void>) {
  let last: Promise<void> = Promise.resolve()
  let next: { readonly all: Set<One>; readonly done: Promise<void> } | undefined

  return function add(one: One): Promise<void> {
    if (next === undefined) {
      const all = new Set<One>()
      const done = last.then(() => {
        next = undefined
        return work(all)
      })
      last = done.catch(() => {})
      next = { all, done }
    }
    next.all.add(one)
    return next.done
  }
}
