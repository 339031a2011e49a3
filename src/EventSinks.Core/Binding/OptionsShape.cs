using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace EventSinks.Binding;

/// <summary>The options of a sink type, as its options record describes them. Immutable. Making one may run plug-in code (attributes).</summary>
internal sealed class OptionsShape
{
    // One for each sink type: a shared one would keep what it knows of a type that nobody uses any more.
    private readonly JsonSerializerOptions _json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        RespectNullableAnnotations = true,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false) },
    };

    public OptionsShape(Type optionsType)
    {
        OptionsType = optionsType;
        Properties =
        [
            .. _json.GetTypeInfo(optionsType).Properties
                .Where(static json => !json.IsExtensionData && json.AttributeProvider is PropertyInfo && json.Set is not null || json.AssociatedParameter is not null)
                .Select(static json => new OptionProperty(json, (PropertyInfo)json.AttributeProvider!)),
        ];
        TakesOthers = _json.GetTypeInfo(optionsType).Properties.Any(static json => json.IsExtensionData);
        if (Properties.FirstOrDefault(static property => CommonKeys.Includes(property.Key)) is { } clash)
        {
            throw new NotSupportedException($"its option '{clash.Key}' has the name of a key that is common to all sinks");
        }
    }

    public Type OptionsType { get; }

    public IReadOnlyList<OptionProperty> Properties { get; }

    /// <summary>Gets whether the record takes keys that none of its properties stands for: it has a property for the rest.</summary>
    public bool TakesOthers { get; }

    public OptionProperty? Find(string key) => Properties.FirstOrDefault(property => property.Key == key);

    /// <summary>Reads one value.</summary>
    /// <param name="property">The option.</param>
    /// <param name="json">The value as JSON.</param>
    /// <returns>The value as the property has it.</returns>
    /// <exception cref="JsonException">The value is of another kind.</exception>
    public object? ReadValue(OptionProperty property, string json) => JsonSerializer.Deserialize(json, TypeOf(property));

    /// <summary>Gets how a value of an option is read.</summary>
    public JsonTypeInfo TypeOf(OptionProperty property) => _json.GetTypeInfo(property.Type);

    /// <summary>Gets what an option is if it is left out, as JSON; null if its record does not say so with an attribute.</summary>
    public JsonNode? DefaultOf(OptionProperty property) =>
        property.Default is { } value ? JsonSerializer.SerializeToNode(value, _json.GetTypeInfo(value.GetType())) : null;

    /// <summary>Gets what an option is in options that were made; null if that is what it is.</summary>
    public object? ValueOf(OptionProperty property, object options) => OptionsType.GetProperty(property.PropertyName)!.GetValue(options);

    /// <summary>Makes the options of values that were read one by one before.</summary>
    /// <param name="json">The values as a JSON object.</param>
    /// <returns>The options.</returns>
    public object Create(string json) =>
        JsonSerializer.Deserialize(json, _json.GetTypeInfo(OptionsType))
        ?? throw new NotSupportedException("its options cannot be made");
}
