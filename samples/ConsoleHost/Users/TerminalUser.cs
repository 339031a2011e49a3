using ConsoleHost.Output;

namespace ConsoleHost.Users;

/// <summary>Somebody at the terminal, who presses Enter.</summary>
internal sealed class TerminalUser : IHookUser
{
    public bool ActsOnEvents => false;

    public async Task WaitUntilClearedAsync(string resource, CancellationToken cancellationToken)
    {
        Screen.Say($"press Enter to clear the hook of {resource}");

        // A read of the terminal cannot be cancelled; whoever presses Ctrl-C need not wait for it.
        await Task.Run(Console.In.ReadLine, CancellationToken.None).WaitAsync(cancellationToken);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
