/** How often something random is tried: fewer times by `npm test` than by `npm run test:all`. */
export const repeats = (few: number, all: number): number => (process.env.TEST_REPEATS === 'all' ? all : few)
