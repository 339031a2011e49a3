using System.Text;
using EventSinks.Integration.Support;

namespace EventSinks.Integration.Tool;

/// <summary>A folder with what a command line names.</summary>
internal sealed class ToolFiles : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("eventsinks-").FullName;

    /// <summary>Writes an environment with one sink, the queue.</summary>
    public string Environment(ZaqarQueue queue) =>
        Write("zaqar.yaml", $"event_sinks:\n  - type: zaqar-queue\n    target: {queue.Name}\n    ttl: 600\n");

    /// <summary>Writes a file.</summary>
    public string Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    /// <summary>Writes events of many stacks, one of each in turn; the resource's name is the number within its stack.</summary>
    public string Events(int count, int stacks)
    {
        var identities = Enumerable.Range(0, stacks).Select(static n => new StackIdentity($"stack-{n}", $"s{n}")).ToArray();
        return Events(Enumerable.Range(0, count).Select(n =>
            StackEvent.ForResource(identities[n % stacks], $"{n / stacks}", "OS::Test", "CREATE", "COMPLETE")));
    }

    /// <summary>Writes events, a line each.</summary>
    public string Events(IEnumerable<StackEvent> events)
    {
        var path = Path.Combine(_folder, "events.jsonl");
        File.WriteAllLines(path, events.Select(static e => Encoding.UTF8.GetString(e.ToUtf8Json().Span)));
        return path;
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
