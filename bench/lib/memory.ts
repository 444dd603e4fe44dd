import { existsSync, readFileSync, writeFileSync } from 'node:fs';

const MEGABYTE = 1024 * 1024;

/** Starts a new high-water mark of this process's memory (Linux; elsewhere it runs from the process's start). */
export function resetPeak(): void {
	if (existsSync('/proc/self/clear_refs')) writeFileSync('/proc/self/clear_refs', '5');
}

/** The most memory this process has held since {@link resetPeak}, in megabytes. */
export function peakMb(): number {
	const status = existsSync('/proc/self/status') ? readFileSync('/proc/self/status', 'utf8') : '';
	const kilobytes = /^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1];
	return Number(kilobytes ?? process.resourceUsage().maxRSS) / 1024;
}

export function rssMb(): number {
	return process.memoryUsage.rss() / MEGABYTE;
}
