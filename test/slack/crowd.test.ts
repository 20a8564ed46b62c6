import { describe } from 'vitest'
import { crowdTests, type Day } from './crowd.ts'

/** Three hundred people live through the others, too, in `npm run test:all`. */
const isTried = ({ where }: Day) => where === 'on a good day, over sockets'

describe.concurrent('sixty people who press within a second', () => crowdTests(60, isTried))
