import { createHash } from 'node:crypto'

/** Draws a whole number 0 … n − 1, uniform up to a bias below n / 2³². */
export type Draw = (n: number) => number

/**
 * Pseudorandom draws, the same for the same seed on every machine. The state is the SHA-256 of the seed, so that
 * similar seeds give unrelated draws.
 */
export function createSeededDraws(seed: string): Draw {
  const digest = createHash('sha256').update(seed).digest()
  const word = (i: number) => digest.readUInt32LE(4 * i)
  const next = xoshiro128([word(0), word(1), word(2), word(3)])
  return (n) => Math.floor((next() / 2 ** 32) * n)
}

/**
 * The generator xoshiro128** 1.1 of Blackman & Vigna ("Scrambled Linear Pseudorandom Number Generators", ACM
 * Transactions on Mathematical Software 47, 2021; https://prng.di.unimi.it/xoshiro128starstar.c). Not for secrets.
 *
 * @param state Four words of 32 bits, not all 0.
 * @returns a function that returns the next 32-bit number, 0 … 2³² − 1.
 */
export function xoshiro128(state: readonly [number, number, number, number]): () => number {
  let [a, b, c, d] = state
  return () => {
    const result = Math.imul(rotateLeft(Math.imul(b, 5), 7), 9) >>> 0
    const shifted = b << 9
    c ^= a
    d ^= b
    b ^= c
    a ^= d
    c ^= shifted
    d = rotateLeft(d, 11)
    return result
  }
}

const rotateLeft = (word: number, bits: number): number => (word << bits) | (word >>> (32 - bits))
