import { describe } from 'vitest'
import { crowdTests, type Day } from './crowd.ts'

/** Three hundred people live through the others, too, in `npm run test:all`. */
const days = ['on a good day, over sockets', 'by two processes, one of them slow']
const isTried = ({ where }: Day) => days.includes(where)

describe.concurrent('sixty people who press within a second', () => crowdTests(60, isTried))
