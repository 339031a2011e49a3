using System.Composition;
using System.Composition.Convention;
using System.Reflection;

namespace EventSinks.Discovery;

/// <summary>
/// The constructor that a factory is made with: the one marked <see cref="ImportingConstructorAttribute"/>, else the public one that takes
/// most. So a plain primary constructor needs no attribute, and a parameter with a default value may stay without a service.
/// </summary>
internal static class FactoryConstructor
{
    public static ConstructorInfo? Find(Type type) => Select(type.GetConstructors());

    /// <summary>Says which type a constructor asks for that it must have and is not given; null if there is none.</summary>
    public static Type? FindMissingImport(ConstructorInfo constructor, Predicate<Type> isGiven) => constructor
        .GetParameters()
        .Where(static parameter => !parameter.HasDefaultValue && parameter.GetCustomAttribute<ImportAttribute>() is null)
        .Select(static parameter => parameter.ParameterType)
        .FirstOrDefault(wanted => !isGiven(wanted));

    public static ConventionBuilder Conventions(Type type)
    {
        var conventions = new ConventionBuilder();
        conventions.ForType(type).SelectConstructor(Select, static (parameter, import) =>
        {
            if (parameter.HasDefaultValue)
            {
                import.AllowDefault();
            }
        });
        return conventions;
    }

    private static ConstructorInfo? Select(IEnumerable<ConstructorInfo> constructors) => constructors
        .Where(static constructor => constructor.IsPublic)
        .OrderByDescending(static constructor => constructor.IsDefined(typeof(ImportingConstructorAttribute), inherit: false))
        .ThenByDescending(static constructor => constructor.GetParameters().Length)
        .FirstOrDefault();
}
