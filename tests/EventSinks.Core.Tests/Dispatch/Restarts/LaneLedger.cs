namespace EventSinks.Dispatch.Restarts;

/// <summary>What has arrived at one lane's destination, over all processes.</summary>
internal sealed class LaneLedger
{
    private readonly HashSet<long> _arrived = [];

    // Also what was refused: once the lane has gone on behind it, it may come again only as what was delivered behind it may.
    private readonly HashSet<long> _seen = [];

    // The first sequence of each batch, and of which process it was.
    private readonly List<(int Process, long First)> _batches = [];

    public int Repeats { get; private set; }

    public bool Has(long sequence) => _arrived.Contains(sequence);

    public void BeginBatch(int process, long first) => _batches.Add((process, first));

    /// <summary>An event has come, and was taken or refused.</summary>
    /// <returns>What is wrong with that; null if nothing is.</returns>
    public string? Arrive(int process, long sequence, bool isRefused = false)
    {
        var last = _seen.Count == 0 ? 0 : _seen.Max();
        var isNew = _seen.Add(sequence);
        if (!isRefused)
        {
            _arrived.Add(sequence);
        }

        if (isNew)
        {
            return sequence > last ? null : $"out of order: {sequence} arrives after {last}";
        }

        Repeats++;
        var before = _batches.FindAll(batch => batch.Process < process);
        if (before.Count == 0 || sequence < before.TakeLast(2).Min(static batch => batch.First))
        {
            return $"repeated without need: {sequence} by process {process} after {string.Join(' ', _batches)}";
        }

        return null;
    }
}
