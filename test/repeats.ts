/** How often something random is tried: fewer times by `npm test` than by `npm run test:all`. */
export const repeats = <Tries>(few: Tries, all: Tries): Tries =>
  process.env.TEST_REPEATS === 'all' ? all : few
