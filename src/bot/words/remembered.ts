/** A function of an object that computes each value once, for as long as the object lives. Objects must not change. */
export function remembered<Key extends object, Value>(compute: (key: Key) => Value): (key: Key) => Value {
  const values = new WeakMap<Key, { readonly value: Value }>()
  return (key) => {
    const known = values.get(key) ?? { value: compute(key) }
    values.set(key, known)
    return known.value
  }
}

/** Finds the first index from another one on that passes a test, else `count`; each index is tested once. */
export function firstFrom(count: number, test: (index: number) => boolean): (from: number) => number {
  const known: number[] = []
  return (from) => {
    let at = from
    while (at < count && known[at] === undefined && !test(at)) at += 1
    const first = known[at] ?? Math.max(from, Math.min(at, count))
    for (let index = from; index <= at && index < count; index += 1) known[index] = first
    return first
  }
}
