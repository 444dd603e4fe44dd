const { default: TestRunner } = require('jest-runner');

/** These tests share one n8n and need the whole machine: one file after another, in this process. */
module.exports = class SerialRunner extends TestRunner {
	isSerial = true;
};
