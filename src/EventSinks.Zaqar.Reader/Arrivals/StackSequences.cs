namespace EventSinks.Zaqar.Reader.Arrivals;

/// <summary>The highest sequence of each stack that went by. Of more stacks than it has room for, it forgets those that were quiet longest.</summary>
internal sealed class StackSequences(int capacity)
{
    private const int LongestId = 200;

    // Two generations: who is not asked for while the young one fills up is forgotten with the old one.
    private Dictionary<string, long> _young = new(StringComparer.Ordinal);
    private Dictionary<string, long> _old = new(StringComparer.Ordinal);

    /// <summary>Notes a sequence.</summary>
    /// <returns>The gap before it, if there is one: not for a stack's first, nor for one that comes late.</returns>
    public SequenceGap? Note(string stackId, long sequence)
    {
        if (stackId.Length > LongestId)
        {
            return null;
        }

        var isKnown = _young.TryGetValue(stackId, out var highest) || _old.TryGetValue(stackId, out highest);
        Keep(stackId, Math.Max(highest, sequence));
        return isKnown && sequence > highest && sequence - highest > 1 ? new(stackId, highest, sequence) : null;
    }

    private void Keep(string stackId, long highest)
    {
        _young[stackId] = highest;
        if (_young.Count * 2 >= capacity)
        {
            _old = _young;
            _young = new(StringComparer.Ordinal);
        }
    }
}
