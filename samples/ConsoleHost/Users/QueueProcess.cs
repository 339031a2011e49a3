using System.Diagnostics;
using ConsoleHost.Output;

namespace ConsoleHost.Users;

/// <summary>A second process, this program's <c>user QUEUE</c>, that follows the queue and clears hooks when their events arrive.</summary>
internal sealed class QueueProcess : IHookUser
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly string _stackId;
    private readonly Process? _process;

    public QueueProcess(string queue, string stackId, bool starts)
    {
        _stackId = stackId;
        if (starts)
        {
            _process = Start(queue, stackId);
        }
        else
        {
            Screen.Say($"in another terminal, with the same OS_* variables: {string.Join(' ', Command())} user {queue}");
        }
    }

    public bool ActsOnEvents { get; private set; } = true;

    public async Task WaitUntilClearedAsync(string resource, CancellationToken cancellationToken)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var exit = _process?.WaitForExitAsync(ended.Token) ?? Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, ended.Token);
        var cleared = ReceiveAsync(resource, ended.Token);
        var first = await Task.WhenAny(cleared, exit);
        await ended.CancelAsync();
        cancellationToken.ThrowIfCancellationRequested();
        if (first == exit)
        {
            ActsOnEvents = false;
            Screen.Say($"the user's process has ended with {_process!.ExitCode}: the engine clears the hook itself");
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is null)
        {
            return;
        }

        // It ends by itself when the stack's last event has arrived.
        using var patience = new CancellationTokenSource(Patience, TimeProvider.System);
        try
        {
            await _process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    private static Process Start(string queue, string stackId)
    {
        string[] command = [.. Command(), "user", queue, stackId];
        return Process.Start(new ProcessStartInfo(command[0], command[1..]) { UseShellExecute = false })
            ?? throw new InvalidOperationException($"'{command[0]}' could not be started.");
    }

    // This program, however it was started: by its own executable, or as 'dotnet ConsoleHost.dll'.
    private static string[] Command()
    {
        var program = Environment.ProcessPath!;
        return Path.GetFileNameWithoutExtension(program) == "dotnet" ? [program, Environment.GetCommandLineArgs()[0]] : [program];
    }

    private async Task ReceiveAsync(string resource, CancellationToken cancellationToken)
    {
        while (await HookPipe.ReceiveAsync(_stackId, cancellationToken) != resource)
        {
            Screen.Say($"only the hook of {resource} waits to be cleared");
        }
    }
}
