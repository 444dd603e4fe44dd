import { SmtpSession } from './session';
import { DEFAULT_TIMEOUTS, type SmtpSettings, type SmtpTimeouts } from './settings';

/**
 * Connects, greets, authenticates and leaves again. Rejects with an Error in Portuguese that says what
 * stood in the way.
 */
export function verify(settings: SmtpSettings, timeouts: Partial<SmtpTimeouts> = {}): Promise<void> {
	return new Promise((resolve, reject) => {
		const session = new SmtpSession(settings, { ...DEFAULT_TIMEOUTS, ...timeouts });
		session.open((failure) => {
			if (failure) {
				reject(new Error(failure.reason));
				return;
			}
			session.onClosed = resolve;
			session.quit();
		});
	});
}
