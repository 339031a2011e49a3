using System.Globalization;
using System.Text.Json;

namespace EventSinks.Integration.Tool;

/// <summary>What came out of a queue, told apart by stack.</summary>
internal sealed class ReceivedEvents
{
    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<int>> _numbers = new(StringComparer.Ordinal);

    public ReceivedEvents(IEnumerable<JsonElement> bodies)
    {
        foreach (var body in bodies)
        {
            // At least once: what comes again has the same id.
            if (!_ids.Add(body.GetProperty("id").GetString()!))
            {
                Duplicates++;
                continue;
            }

            var payload = body.GetProperty("payload");
            var stack = payload.GetProperty("stack_id").GetString()!;
            if (!_numbers.TryGetValue(stack, out var numbers))
            {
                _numbers.Add(stack, numbers = []);
            }

            numbers.Add(int.Parse(payload.GetProperty("resource_name").GetString()!, CultureInfo.InvariantCulture));
        }
    }

    public int Duplicates { get; }

    public int Distinct => _ids.Count;

    /// <summary>Gets the numbers of each stack, as they came.</summary>
    public IReadOnlyCollection<List<int>> Stacks => _numbers.Values;
}
