using ConsoleHost.Output;

namespace ConsoleHost.Users;

/// <summary>Nobody is there: the hook clears itself after a moment.</summary>
internal sealed class AbsentUser : IHookUser
{
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(1);

    public bool ActsOnEvents => false;

    public async Task WaitUntilClearedAsync(string resource, CancellationToken cancellationToken)
    {
        Screen.Say($"no terminal to ask at: the hook of {resource} clears itself in {Moment.TotalSeconds:0} s");
        await Task.Delay(Moment, TimeProvider.System, cancellationToken);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
