using System.Reflection;

namespace EventSinks.Tool.Plugins.Inspection;

/// <summary>Finds the options of a factory: what it puts in for the <c>TOptions</c> of the contract's base class.</summary>
internal static class OptionsTypeFinder
{
    private const string Base = "EventSinks.EventSinkFactory`1";

    /// <summary>Finds the options.</summary>
    /// <param name="factory">The factory's type.</param>
    /// <returns>The options' type; null if the factory has another base, so that only its code knows them.</returns>
    public static Type? Find(Type factory)
    {
        for (var type = factory.BaseType; type is not null; type = type.BaseType)
        {
            if (type.IsGenericType && type.GetGenericTypeDefinition().FullName == Base)
            {
                return type.GetGenericArguments()[0];
            }
        }

        return null;
    }

    /// <summary>Lists the properties that are options: as the library reads them, those of a type before those of its base.</summary>
    public static IEnumerable<PropertyInfo> OptionsOf(Type options)
    {
        var given = ConstructorOf(options)?.GetParameters() ?? [];
        HashSet<string> seen = new(StringComparer.Ordinal);
        for (var type = options; type is not null; type = type.BaseType)
        {
            foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
            {
                if (property.GetIndexParameters().Length == 0 && seen.Add(property.Name) && IsRead(property, given))
                {
                    yield return property;
                }
            }
        }
    }

    /// <summary>Gets the constructor that options are made with; null if it takes nothing.</summary>
    public static ConstructorInfo? ConstructorOf(Type options)
    {
        var constructors = options.GetConstructors(BindingFlags.Public | BindingFlags.Instance);
        return constructors.FirstOrDefault(static each => each.Has("System.Text.Json.Serialization.JsonConstructorAttribute"))
            ?? (constructors.Any(static each => each.GetParameters().Length == 0) || constructors.Length != 1 ? null : constructors[0]);
    }

    private static bool IsRead(PropertyInfo property, ParameterInfo[] given) =>
        !property.Has("System.Text.Json.Serialization.JsonIgnoreAttribute")
        && (property.SetMethod?.IsPublic == true
            || (property.SetMethod is not null && property.Has("System.Text.Json.Serialization.JsonIncludeAttribute"))
            || given.Any(parameter => string.Equals(parameter.Name, property.Name, StringComparison.OrdinalIgnoreCase)));
}
