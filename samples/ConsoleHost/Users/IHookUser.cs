namespace ConsoleHost.Users;

/// <summary>Who clears the hooks of the stack.</summary>
internal interface IHookUser : IAsyncDisposable
{
    /// <summary>Gets whether the event at the sink is what makes this user act, so that the time it takes says something.</summary>
    bool ActsOnEvents { get; }

    /// <summary>Waits until a resource's hook has been cleared.</summary>
    Task WaitUntilClearedAsync(string resource, CancellationToken cancellationToken);
}
