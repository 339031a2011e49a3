namespace EventSinks.Local;

/// <summary>One gate for each file that any lane appends to, for as long as one does. Thread-safe.</summary>
internal sealed class FileGates
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, FileGate> _gates = new(StringComparer.Ordinal);

    /// <summary>Gets how many files have a gate.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _gates.Count;
            }
        }
    }

    public FileGate Rent(string fullPath)
    {
        lock (_lock)
        {
            if (!_gates.TryGetValue(fullPath, out var gate))
            {
                _gates[fullPath] = gate = new FileGate(this, fullPath);
            }

            gate.Users++;
            return gate;
        }
    }

    public void Return(FileGate gate)
    {
        lock (_lock)
        {
            if (--gate.Users == 0)
            {
                _gates.Remove(gate.FullPath);
                gate.Dispose();
            }
        }
    }
}
