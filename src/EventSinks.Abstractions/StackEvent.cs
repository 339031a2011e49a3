using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace EventSinks;

/// <summary>
/// One immutable fact about one stack, made by the engine: a resource (or the stack itself) came into a state. Reads and writes Heat's
/// event body v0.1 (<c>os.heat.event</c>), key for key in Heat's order. Thread-safe.
/// </summary>
public sealed class StackEvent
{
    /// <summary>The resource type that Heat gives to events of the stack itself.</summary>
    public const string StackResourceType = "OS::Heat::Stack";

    /// <summary>The version of Heat's event body that this type writes.</summary>
    public const string BodyVersion = "0.1";

    private byte[]? _encoded;
    private byte[]? _body;
    private int _estimatedSize;
    private EventVariants _variants;

    /// <summary>Makes an event; its required members are set where it is made.</summary>
    public StackEvent()
    {
    }

    // A copy to be changed where it is made: it shares nothing that was reckoned from what it holds.
    [SetsRequiredMembers]
    private StackEvent(StackEvent original)
    {
        Id = original.Id;
        StackId = original.StackId;
        Timestamp = original.Timestamp;
        ResourceName = original.ResourceName;
        PhysicalResourceId = original.PhysicalResourceId;
        ResourceAction = original.ResourceAction;
        ResourceStatus = original.ResourceStatus;
        ResourceStatusReason = original.ResourceStatusReason;
        ResourceType = original.ResourceType;
        ResourceProperties = original.ResourceProperties;
        AdditionalMembers = original.AdditionalMembers;
        AdditionalPayloadMembers = original.AdditionalPayloadMembers;
    }

    /// <summary>Gets the id: what consumers recognise a repeated delivery by.</summary>
    /// <value>The default is a new random UUID.</value>
    public Guid Id { get; init; } = Guid.NewGuid();

    /// <summary>Gets the id of the stack that owns the resource; for a nested stack, the nested stack's.</summary>
    public required string StackId { get; init; }

    /// <summary>Gets when it happened: UTC, whole microseconds (anything finer is cut off).</summary>
    public required DateTimeOffset Timestamp
    {
        get;
        init
        {
            var utc = value.ToUniversalTime();
            field = utc.AddTicks(-(utc.Ticks % TimeSpan.TicksPerMicrosecond));
        }
    }

    /// <summary>Gets the resource's name in the stack; for events of the stack itself, the stack's name.</summary>
    public required string ResourceName { get; init; }

    /// <summary>
    /// Gets the id of what the resource stands for; null while there is none, as at a pre-create hook. For the stack itself, its id.
    /// </summary>
    public string? PhysicalResourceId { get; init; }

    /// <summary>Gets the action: <c>CREATE</c>, <c>UPDATE</c>, <c>DELETE</c>, <c>INIT</c>, <c>SIGNAL</c> and so on, as in Heat.</summary>
    public required string ResourceAction { get; init; }

    /// <summary>Gets the status: <c>IN_PROGRESS</c>, <c>COMPLETE</c> or <c>FAILED</c>, as in Heat.</summary>
    public required string ResourceStatus { get; init; }

    /// <summary>Gets the reason for the status, for a person to read; null if there is none.</summary>
    public string? ResourceStatusReason { get; init; }

    /// <summary>Gets the resource's type, e.g. <c>OS::Nova::Server</c>; for the stack itself <see cref="StackResourceType"/>.</summary>
    public string? ResourceType { get; init; }

    /// <summary>
    /// Gets the resource's properties as the engine resolved them, which may include values that its templates call hidden.
    /// </summary>
    /// <value>
    /// The default is an empty object. Number text is kept as it was written (<c>1.0</c>, <c>1e5</c>). The event has a copy of its own, so
    /// the document that the element came from may be disposed.
    /// </value>
    public JsonElement ResourceProperties
    {
        get;
        init => field = value.ValueKind is JsonValueKind.Undefined ? EmptyObject : value.Clone();
    } = EmptyObject;

    /// <summary>Gets the members of the body that v0.1 does not know, in the order they were read; they are written back last.</summary>
    public IReadOnlyList<KeyValuePair<string, JsonElement>> AdditionalMembers { get; init => field = Copy(value); } = [];

    /// <summary>Gets the members of <c>payload</c> that v0.1 does not know, in the order they were read; they are written back last.</summary>
    public IReadOnlyList<KeyValuePair<string, JsonElement>> AdditionalPayloadMembers { get; init => field = Copy(value); } = [];

    /// <summary>Gets whether this concerns the stack itself rather than a resource in it, told as Heat's own client tells it.</summary>
    public bool IsStackEvent => PhysicalResourceId == StackId;

    /// <summary>Gets about how many bytes the event takes, without encoding it; what memory bounds count. Never changes.</summary>
    internal int EstimatedSize
    {
        get
        {
            // Two threads may both reckon at first; both come to the same.
            if (_estimatedSize == 0)
            {
                _estimatedSize = 400 + ResourceName.Length + (PhysicalResourceId?.Length ?? 0) + (ResourceStatusReason?.Length ?? 0)
                    + (ResourceType?.Length ?? 0) + SizeOf(ResourceProperties) + SizeOf(AdditionalMembers) + SizeOf(AdditionalPayloadMembers);
            }

            return _estimatedSize;
        }
    }

    /// <summary>Gets the form of <see cref="ToBody"/>; null for Heat's. A copy of the event has none.</summary>
    internal EventBodyForm? Form { get; private init; }

    /// <summary>Gets what lanes have made of the event for their sinks; for any thread.</summary>
    internal ref EventVariants Variants => ref _variants;

    private static JsonElement EmptyObject { get; } = JsonElement.Parse("{}");

    /// <summary>Makes an event of the stack itself.</summary>
    /// <param name="stack">The stack.</param>
    /// <param name="action">The action, as in Heat.</param>
    /// <param name="status">The status, as in Heat.</param>
    /// <param name="reason">The reason, e.g. <c>Stack CREATE started</c>.</param>
    /// <param name="clock">Gives the timestamp; the system's clock if left out.</param>
    /// <returns>The event, with a new id.</returns>
    public static StackEvent ForStack(StackIdentity stack, string action, string status, string? reason = null, TimeProvider? clock = null)
    {
        ArgumentNullException.ThrowIfNull(stack);
        return new StackEvent
        {
            StackId = stack.Id,
            Timestamp = (clock ?? TimeProvider.System).GetUtcNow(),
            ResourceName = stack.Name,
            PhysicalResourceId = stack.Id,
            ResourceAction = action,
            ResourceStatus = status,
            ResourceStatusReason = reason,
            ResourceType = StackResourceType,
        };
    }

    /// <summary>Makes an event of a resource.</summary>
    /// <param name="stack">The stack that owns the resource.</param>
    /// <param name="resourceName">The resource's name in the stack.</param>
    /// <param name="resourceType">The resource's type, e.g. <c>OS::Nova::Server</c>.</param>
    /// <param name="action">The action, as in Heat.</param>
    /// <param name="status">The status, as in Heat.</param>
    /// <param name="reason">The reason; Heat's own default is <c>state changed</c>.</param>
    /// <param name="physicalResourceId">The id of what the resource stands for, if there is one yet.</param>
    /// <param name="properties">The resolved properties; an empty object if left out.</param>
    /// <param name="clock">Gives the timestamp; the system's clock if left out.</param>
    /// <returns>The event, with a new id.</returns>
    public static StackEvent ForResource(
        StackIdentity stack,
        string resourceName,
        string resourceType,
        string action,
        string status,
        string? reason = "state changed",
        string? physicalResourceId = null,
        JsonElement? properties = null,
        TimeProvider? clock = null)
    {
        ArgumentNullException.ThrowIfNull(stack);
        return new StackEvent
        {
            StackId = stack.Id,
            Timestamp = (clock ?? TimeProvider.System).GetUtcNow(),
            ResourceName = resourceName,
            PhysicalResourceId = physicalResourceId,
            ResourceAction = action,
            ResourceStatus = status,
            ResourceStatusReason = reason,
            ResourceType = resourceType,
            ResourceProperties = properties ?? EmptyObject,
        };
    }

    /// <summary>Reads Heat's event body.</summary>
    /// <param name="utf8Json">The body as UTF-8 JSON.</param>
    /// <returns>The event.</returns>
    /// <exception cref="FormatException">The text is no event; the message says what is wrong and what was expected.</exception>
    public static StackEvent Parse(ReadOnlyMemory<byte> utf8Json) =>
        TryParse(utf8Json, out var parsed, out var error) ? parsed : throw new FormatException(error);

    /// <summary>Reads Heat's event body. Timestamps without a zone are UTC, as Heat writes them; a <c>Z</c> or an offset is accepted.</summary>
    /// <param name="utf8Json">The body as UTF-8 JSON.</param>
    /// <param name="parsed">The event.</param>
    /// <param name="error">What is wrong and what was expected.</param>
    /// <returns>Whether the text is an event.</returns>
    public static bool TryParse(
        ReadOnlyMemory<byte> utf8Json,
        [NotNullWhen(true)] out StackEvent? parsed,
        [NotNullWhen(false)] out string? error) => StackEventReader.TryRead(utf8Json, out parsed, out error);

    /// <summary>Gives this event with other resource properties, and everything else as it is, the id included.</summary>
    /// <param name="properties">The properties; they are copied. <c>default</c> stands for an empty object.</param>
    /// <returns>A new event.</returns>
    public StackEvent WithResourceProperties(JsonElement properties) => new(this) { ResourceProperties = properties };

    /// <summary>Gives this event with another reason, and everything else as it is, the id included.</summary>
    /// <param name="reason">The reason; null for none.</param>
    /// <returns>A new event.</returns>
    public StackEvent WithResourceStatusReason(string? reason) => new(this) { ResourceStatusReason = reason };

    /// <summary>Gives this event with other members that v0.1 does not know in <c>payload</c>.</summary>
    /// <param name="members">The members; they are copied.</param>
    /// <returns>A new event.</returns>
    internal StackEvent WithAdditionalPayloadMembers(IReadOnlyList<KeyValuePair<string, JsonElement>> members) =>
        new(this) { AdditionalPayloadMembers = members };

    /// <summary>Gives this event with another form of what sinks get as its body.</summary>
    /// <param name="form">The form.</param>
    /// <returns>A new event.</returns>
    internal StackEvent WithForm(EventBodyForm form) => new(this) { Form = form };

    /// <summary>Gives this event without what may hold a secret: properties, reason, and members that v0.1 does not know.</summary>
    /// <returns>A new event.</returns>
    internal StackEvent WithoutDetails() =>
        new(this) { ResourceProperties = default, ResourceStatusReason = null, AdditionalMembers = [], AdditionalPayloadMembers = [] };

    /// <summary>Writes Heat's event body as UTF-8 JSON on one line. Encoded at the first call, then kept.</summary>
    /// <returns>The body. It must not be written to.</returns>
    public ReadOnlyMemory<byte> ToUtf8Json() => Volatile.Read(ref _encoded) ?? Keep(ref _encoded, StackEventWriter.Write(this));

    /// <summary>Writes the body that sinks get, in the form that the event has for them. Encoded at the first call, then kept.</summary>
    /// <returns>The body. It must not be written to.</returns>
    internal ReadOnlyMemory<byte> ToBody() => Form is null ? ToUtf8Json() : Volatile.Read(ref _body) ?? Keep(ref _body, Form.Write(this));

    /// <summary>Gives a line for a person.</summary>
    /// <returns>For example <c>server CREATE_COMPLETE: state changed</c>.</returns>
    public override string ToString() => $"{ResourceName} {ResourceAction}_{ResourceStatus}: {ResourceStatusReason}";

    // Two threads may both encode at first; one result wins, and both are equal.
    private static byte[] Keep(ref byte[]? kept, byte[] encoded) => Interlocked.CompareExchange(ref kept, encoded, null) ?? encoded;

    private static int SizeOf(JsonElement element) => JsonMarshal.GetRawUtf8Value(element).Length;

    private static int SizeOf(IReadOnlyList<KeyValuePair<string, JsonElement>> members) =>
        members.Count == 0 ? 0 : members.Sum(static member => member.Key.Length + SizeOf(member.Value));

    private static IReadOnlyList<KeyValuePair<string, JsonElement>> Copy(IReadOnlyList<KeyValuePair<string, JsonElement>> members) =>
        members.Count == 0 ? [] : [.. members.Select(static member => KeyValuePair.Create(member.Key, member.Value.Clone()))];
}
