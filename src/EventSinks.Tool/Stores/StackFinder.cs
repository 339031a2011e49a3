using EventSinks.Storage;
using EventSinks.Tool.Terminal;
using EventSinks.Wording;

namespace EventSinks.Tool.Stores;

/// <summary>Finds the stack that a person means.</summary>
internal static class StackFinder
{
    /// <summary>Finds it by its id, or by its name if only one has it.</summary>
    /// <exception cref="ToolException">There is none, or more than one.</exception>
    public static async Task<StoredStack> FindAsync(IEventStoreReader reader, string word, CancellationToken cancellationToken)
    {
        if (word.Length > 0 && await reader.FindStackAsync(word, cancellationToken).ConfigureAwait(false) is { } found)
        {
            return found;
        }

        List<StoredStack> named = [];
        HashSet<string> others = new(StringComparer.Ordinal);
        await foreach (var stack in reader.ReadStacksAsync(cancellationToken).ConfigureAwait(false))
        {
            if (stack.Stack.Name == word)
            {
                named.Add(stack);
            }
            else
            {
                others.UnionWith([stack.Stack.Name, stack.Stack.Id]);
            }
        }

        return named switch
        {
            [var one] => one,
            [] => throw Unknown(word, others),
            _ => throw new ToolException(
                ExitCode.WrongInput,
                Harmless.Line($"{named.Count} stacks are called \"{word}\"; give the id of one: {string.Join(", ", named.Select(static stack => stack.Stack.Id))}")),
        };
    }

    // A store may know ten thousand: they are not listed here.
    private static ToolException Unknown(string word, HashSet<string> others)
    {
        var hint = DidYouMean.Nearest(word, others) is { } nearest ? $"did you mean \"{nearest}\"? " : "";
        return new ToolException(
            ExitCode.WrongInput,
            Harmless.Line($"the store knows no stack \"{word}\"; {hint}'eventsinks deliveries --all' lists the stacks, and one that is closed and has delivered everything is found by its id"));
    }
}
