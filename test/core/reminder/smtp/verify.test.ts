import { verify } from '../../../../core/reminder/smtp/verify';
import { startNonsenseServer, startSmtpServer } from '../../../doubles/smtp/index.ts';
import { SHORT, settingsFor } from './fixtures';

describe('verify', () => {
	it('logs in and leaves', async () => {
		const server = await startSmtpServer({ auth: { user: 'loja', pass: 'certa' } });
		await verify(settingsFor(server, { user: 'loja', password: 'certa' }));
		expect(server.logins).toBe(1);
		await expect(verify(settingsFor(server, { user: 'loja', password: 'errada' }))).rejects.toThrow(/recusou o usuário ou a senha/);
		await server.stop();
		expect(server.received).toHaveLength(0);
	});

	it('says what stood in the way', async () => {
		const server = await startNonsenseServer('closes-at-once');
		await expect(verify(settingsFor(server), SHORT)).rejects.toThrow(/encerrou a conexão/);
		await server.stop();
		await expect(verify(settingsFor(server), SHORT)).rejects.toThrow(/não está atendendo nesta porta/);
	});
});
