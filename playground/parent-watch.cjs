// Loaded before n8n (`node --require`): n8n runs in a process group of its own, so that a Ctrl-C lets us
// stop it in order. Should we be killed without a word, our end of its standard input closes: it ends too.
// Its worker threads load this as well; their standard input is none, so only the main thread watches.
const { isMainThread } = require('node:worker_threads');

if (isMainThread && process.env.COBRANCA_PARENT_PID === String(process.ppid)) {
	const end = () => process.kill(0, 'SIGKILL');
	process.stdin.on('end', end);
	process.stdin.on('error', end);
	process.stdin.resume();
	process.stdin.unref?.();
}
