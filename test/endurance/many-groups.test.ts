import { manyGroupsTest } from '../processes/many-groups.ts'

manyGroupsTest(300)
