import type { WorkflowJson, WorkflowNode } from '../../../playground/n8n-workflows';

interface Box {
	name: string;
	left: number;
	top: number;
	right: number;
	bottom: number;
}

/** Nodes are 96 pixels wide, and as high unless they have many outputs; their names stand below them. */
const NODE = 96;
const OUTPUT = 32;
/** Between two letters of a name, on average, and the height of its line with the smaller one that some nodes have below it. */
const LETTER = 7;
const LINES = 40;

/** The names of what lies over one another on the canvas, by twos. */
export function overlaps({ nodes, connections }: WorkflowJson): string[] {
	const boxes = nodes.map((node) => (node.type.endsWith('.stickyNote') ? noteBox(node) : nodeBox(node, (connections[node.name] as { main?: unknown[] } | undefined)?.main?.length ?? 1)));
	return boxes.flatMap((one, index) => boxes.slice(index + 1).filter((other) => touch(one, other)).map((other) => `${one.name} / ${other.name}`));
}

function noteBox(note: WorkflowNode): Box {
	const [left, top] = positionOf(note);
	return { name: note.name, left, top, right: left + Number(note.parameters?.width ?? 240), bottom: top + Number(note.parameters?.height ?? 160) };
}

function nodeBox(node: WorkflowNode, outputs: number): Box {
	const [left, top] = positionOf(node);
	const beside = Math.max(0, (node.name.length * LETTER - NODE) / 2);
	return { name: node.name, left: left - beside, top, right: left + NODE + beside, bottom: top + Math.max(NODE, OUTPUT * (outputs + 1)) + LINES };
}

function positionOf({ name, position }: WorkflowNode): [number, number] {
	if (!position) throw new Error(`"${name}" stands nowhere on the canvas`);
	return position;
}

function touch(one: Box, other: Box): boolean {
	return one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
}
