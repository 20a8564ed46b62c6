// Node’s own undici is loaded before that of discord.js, as in the process that people run.
import 'node:http'
