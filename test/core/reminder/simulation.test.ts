import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Engine } from '../../../core/ledger/Ledger';
import { openLedger } from '../../../core/ledger/open';
import { CREDITOR, newPlace } from '../../support/ledgers';
import { happen } from '../../support/simulation/events';
import { brokenRules, missedByTheIndex, unexplained } from '../../support/simulation/invariants';
import { World } from '../../support/simulation/world';

/**
 * Weeks in the life of a régua, as a seed has them: imports, payments, disputes, promises, edits, outages, two
 * executions at once, a mail server that fails in every way, and processes that die. A failing seed is named.
 */
const DAYS = 8;
const SEEDS: Record<Engine, number> = { sqlite: Number(process.env.SIMULATION_SEEDS ?? 30), postgres: 4 };
const FIRST = Number(process.env.SIMULATION_FIRST_SEED ?? 1);

async function aDay(world: World): Promise<void> {
	const { random } = world;
	if (random.chance(0.8)) await world.import();
	for (let count = random.below(5); count > 0; count -= 1) await happen(world, false);
	if (random.chance(0.15)) world.editRuler();
	if (random.chance(0.3)) await world.settleSome();
	for (let executions = random.below(3); executions > 0; executions -= 1) await executeOnce(world);
	if (random.chance(0.2)) await world.restart();
}

/** One execution of the workflow, or two at the same time in different processes, with things going on meanwhile. */
async function executeOnce(world: World): Promise<void> {
	const { random, server } = world;
	server.faultRate = random.pick([0, 0.2, 0.6]);
	server.meanwhile = random.chance(0.5) ? async () => (random.chance(0.3) ? await happen(world, true) : undefined) : null;
	const between = async () => {
		while (random.chance(0.4)) await happen(world, false);
		if (random.chance(0.2)) await world.import();
	};
	const second = random.chance(0.3) ? await openLedger(world.place, CREDITOR) : null;
	const runs = [world.execute(between)];
	if (second) runs.push(world.execute(async () => undefined, second));
	const ends = await Promise.all(runs);
	await second?.close();
	server.meanwhile = null;
	if (ends.includes('died')) await world.restart();
}

async function live(engine: Engine, seed: number): Promise<string[]> {
	const world = await World.create(newPlace(engine), seed);
	try {
		for (let day = 0; day < DAYS; day += 1) {
			await aDay(world);
			const broken = [...(await brokenRules(world)), ...(await missedByTheIndex(world))];
			if (broken.length > 0) return [`day ${day}`, ...broken];
			world.nextDay(world.random.chance(0.1) ? 12 : 1);
		}
		world.server.faultRate = 0;
		await world.execute();
		return [...(await brokenRules(world)), ...(await missedByTheIndex(world)), ...(await unexplained(world))];
	} finally {
		await world.ledger.close();
		if (world.place.engine === 'sqlite') rmSync(join(world.place.file, '..'), { recursive: true, force: true });
	}
}

describe.each<Engine>(['sqlite', 'postgres'])('a simulated régua (%s)', (engine) => {
	it('sends nothing twice, nothing wrong, and forgets nothing', async () => {
		for (let seed = FIRST; seed < FIRST + SEEDS[engine]; seed += 1) {
			expect({ seed, broken: await live(engine, seed) }).toEqual({ seed, broken: [] });
		}
	}, 60_000);
});
