using System.Text;
using System.Text.Json;
using EventSinks.Support;
using EventSinks.Tool.Stores;
using EventSinks.Tool.Terminal;

namespace EventSinks.Tool.Support;

/// <summary>The world around the tool, with a folder of its own: runs commands in this process.</summary>
internal sealed class ToolRun : IDisposable
{
    private readonly StringWriter _out = new();
    private readonly StringWriter _error = new();

    public ToolRun() => Variables["EVENTSINKS_JSON_LINES__FOLDER"] = Path.Combine(Folder, "events");

    public string Folder { get; } = Directory.CreateTempSubdirectory("eventsinks-").FullName;

    public Dictionary<string, string> Variables { get; } = new(StringComparer.Ordinal);

    public Interrupts Interrupts { get; } = new();

    public Stream In { get; set; } = Stream.Null;

    public bool IsTerminal { get; set; }

    public HttpMessageHandler? Http { get; set; }

    public TextWriter? LiveOut { get; set; }

    public TimeProvider Clock { get; set; } = TimeProvider.System;

    /// <summary>Gets or sets the store that every <c>--store</c> means; null for files.</summary>
    public SurvivingStore? Store { get; set; }

    /// <summary>Gets or sets which other program keeps <see cref="Store"/>; null if it is the tool's own.</summary>
    public string? KeptBy { get; set; }

    public string PluginFolder { get; set; } = Path.Combine(AppContext.BaseDirectory, "plugins");

    public string Out => _out.ToString();

    public string Error => _error.ToString();

    public string[] OutLines => Lines(Out);

    public string[] ErrorLines => Lines(Error);

    public JsonElement Json => JsonElement.Parse(Out);

    /// <summary>Writes a file, and gives its path.</summary>
    public string Write(string name, string text) => Write(name, Encoding.UTF8.GetBytes(text));

    public string Write(string name, byte[] bytes)
    {
        var path = Path.Combine(Folder, name);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    /// <summary>Reads what the sink json-lines has written.</summary>
    public string[] Delivered(string name) => File.ReadAllLines(Path.Combine(Folder, "events", name));

    /// <summary>Runs a command line; what it writes comes in place of what was written before.</summary>
    public Task<int> RunAsync(params string[] args)
    {
        _out.GetStringBuilder().Clear();
        _error.GetStringBuilder().Clear();
        return new ToolApp(NewConsole()).RunAsync(args);
    }

    public void Dispose()
    {
        Interrupts.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    private ToolConsole NewConsole() => new()
    {
        Out = LiveOut ?? _out,
        Error = TextWriter.Synchronized(_error),
        OpenIn = () => In,
        IsOutTerminal = IsTerminal,
        IsErrorTerminal = IsTerminal,
        Variables = Variables,
        PluginFolder = PluginFolder,
        Clock = Clock,
        VisitStore = (path, clock) => Store is { } store ? new StoreVisit(store, store) : SqliteStores.Visit(path, clock),
        OpenStore = (path, access, clock) => Store is { } store ? new OwnedStore(store, KeptBy) : SqliteStores.Open(path, access, clock),
        OpenHttp = () => new HandlerHttp(Http ?? throw new InvalidOperationException("This test expects no HTTP.")),
        Stopping = Interrupts.Stopping,
        Aborting = Interrupts.Aborting,
    };

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
