import { storyBy } from '../slack/story-by.ts'

// In npm test the story is told over HTTP by two processes for two workspaces.
storyBy('http')
