using EventSinks;

namespace ConsoleHost.Users;

/// <summary>Chooses the stack's user.</summary>
internal static class HookUsers
{
    /// <summary>A process that follows the queue, where there is one; else whoever sits at the terminal; else nobody.</summary>
    public static IHookUser For(StackPublisher stack, Settings settings)
    {
        var queue = stack.Binding.Bindings.FirstOrDefault(static binding => binding.SinkType == "zaqar-queue")?.Destination.Identity;
        if (queue is not null)
        {
            return new QueueProcess(queue, stack.Stack.Id, settings.StartsUser);
        }

        return Console.IsInputRedirected || Console.IsOutputRedirected ? new AbsentUser() : new TerminalUser();
    }
}
