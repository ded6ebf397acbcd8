/// Which definitions of a store's own say who may do what, who signs and which fields grant power. They are in force
/// only once two administrators accepted them.
public enum PowerDefinitions {
  /// The forms whose fields grant power. A definition of the store's own counts at its shipped place only.
  public static let forms: Set = ["person", "settings", "unit"]

  /// Paths below `screens/`.
  public static let paths: [String] =
    forms.sorted().map { "Administration/\($0).yaml" }
    + ["Chains/chains.yaml", "Choices/roles.yaml", "Roles/rights.yaml"]
}
