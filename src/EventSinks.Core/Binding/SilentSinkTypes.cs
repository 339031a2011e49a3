using System.Collections.Concurrent;

namespace EventSinks.Binding;

/// <summary>
/// The sink types whose plug-ins do not answer. Each question costs its asker the whole time limit, and a thread that never ends, so a plug-in
/// that has not answered several times in a row is left alone for a while: ten thousand stacks would wait a day for it otherwise. One answer
/// shows that only some declarations are too much for it. Thread-safe.
/// </summary>
internal sealed class SilentSinkTypes(TimeProvider clock)
{
    /// <summary>How many environments in a row a plug-in has to leave unanswered.</summary>
    public const int MostInRow = 3;

    /// <summary>How long it is left alone then.</summary>
    public static readonly TimeSpan Rest = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<string, (int InRow, long LastAt)> _unanswered = new(StringComparer.Ordinal);

    public bool Includes(string sinkType) =>
        _unanswered.TryGetValue(sinkType, out var known) && known.InRow >= MostInRow && clock.GetElapsedTime(known.LastAt) < Rest;

    public void NoteSilence(string sinkType)
    {
        var now = clock.GetTimestamp();
        _unanswered.AddOrUpdate(sinkType, static (_, at) => (1, at), static (_, known, at) => (known.InRow + 1, at), now);
    }

    public void NoteAnswer(string sinkType) => _unanswered.TryRemove(sinkType, out _);
}
